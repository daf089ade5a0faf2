"""Mutation of both graders: a change of one sign that no vector notices is a hole in the vectors."""
