"""Activities: the register, one activity beside it, and the form whose fields follow the kind."""
