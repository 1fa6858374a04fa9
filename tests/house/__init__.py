"""Rules about the whole house."""
