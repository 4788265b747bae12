"""Members, their life-cycle events, and the reading of rosters from foreign sheets."""
