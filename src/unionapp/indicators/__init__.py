"""The catalogue of measures, target sets, progress and its reasons."""
