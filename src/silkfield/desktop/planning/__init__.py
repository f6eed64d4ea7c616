"""The planning calendar: a month of events and sessions, by keyboard."""
