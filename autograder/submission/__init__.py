"""Reading what students hand in: modules, notebooks, folders, LMS archives."""
