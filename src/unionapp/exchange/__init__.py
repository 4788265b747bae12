"""The signed package: seal, verify, receive, accept, consolidate; keys and enrolment."""
