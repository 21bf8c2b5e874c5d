"""The history of the database: one small module a step, in `versions`; a step once released is never changed."""
