"""What the office settles itself: targets and rules, meetings and seals, claims, workstreams, groupings."""
