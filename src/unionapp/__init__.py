"""unionapp: membership, finances and activities of a trade union, sealed into signed reports."""

__version__ = "0.1.0"
