"""Personal data: requests, consents, who looked, and what may go."""
