package dev.headwater.api;

import org.junit.jupiter.api.Nested;

class PlaylistOverNettyTest {
    @Nested
    class Playlist extends PlaylistSuite implements OverNetty {}

    @Nested
    class Kinds extends PlaylistKindsSuite implements OverNetty {}

    @Nested
    class KodiCatchup extends KodiCatchupSuite implements OverNetty {}

    @Nested
    class Panel extends PanelSuite implements OverNetty {}
}
