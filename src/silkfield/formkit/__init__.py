"""The vocabulary a form is declared in: answers, fields, sections, rules, conditions, upgrades. Pure."""
