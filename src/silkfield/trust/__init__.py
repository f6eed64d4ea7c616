"""Who may send, and how people make sure of it: keys, invitation, enrolment, roster, the 40 digits, receipts."""
