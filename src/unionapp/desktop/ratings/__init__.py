"""The yearly grade: points, evidence, appraisal, decision."""
