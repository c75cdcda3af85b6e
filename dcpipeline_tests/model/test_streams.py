import numpy as np

from dcpipeline.model.streams import between, normals, uniforms


def test_a_stream_depends_on_its_own_names_only() -> None:
    alone = normals(1, "effect", ["b"], 50)
    among = normals(1, "effect", ["a", "b", "c"], 50)
    assert np.array_equal(alone[0], among[1])


def test_seed_purpose_and_entity_each_change_the_stream() -> None:
    base = normals(1, "effect", ["a"], 50)
    for other in (normals(2, "effect", ["a"], 50), normals(1, "size", ["a"], 50)):
        assert not np.array_equal(base, other)
    # no two ways to split the names give one key
    assert not np.array_equal(normals(1, "ab", ["c"], 50), normals(1, "a", ["bc"], 50))


def test_draws_have_their_distribution() -> None:
    standard = normals(3, "x", [str(n) for n in range(40)], 2000)
    assert abs(standard.mean()) < 0.02
    assert abs(standard.std() - 1) < 0.02
    between_rows = np.corrcoef(standard)
    assert np.abs(between_rows - np.eye(40)).max() < 0.12
    stretched = between(uniforms(3, "x", ["a"], 2000), (-0.5, 0.2))
    assert stretched.min() >= -0.5
    assert stretched.max() <= 0.2


def test_the_first_draw_is_the_same_on_every_machine() -> None:
    assert normals(20251122, "effect/occupancy", ["dc00000001"], 3).tobytes().hex() == (
        "82037cbfd882ab3fe71ae7bf"
    )
