"""Dagster around the steps: assets, checks, jobs, schedules, resources.

Belongs here: what the Dagster UI shows and how steps hand frames to each other. Does not belong
here: any rule about data. What a step computes is in its room; which step reads what follows from
the ``reads`` of its declared tables (``schema``) and ``dcpipeline.steps``.
"""
