"""The demonstration: sample data, taken through the whole job by the same use cases as everybody's."""
