"""What differs between database engines; everything else runs on either."""
