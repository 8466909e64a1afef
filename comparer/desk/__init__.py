"""What a person adds to a comparison and keeps: verdicts, notes, links, saved projects."""
