"""Who may send: keys, invitation, enrolment, roster, the 40 digits."""
