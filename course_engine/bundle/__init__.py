"""What a trainee takes home: the plan of it, and one file for each carrier."""
