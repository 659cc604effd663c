package dev.headwater.api;

import org.junit.jupiter.api.Nested;

class PlaylistOverLambdaTest {
    @Nested
    class Playlist extends PlaylistSuite implements OverLambda {}

    @Nested
    class Kinds extends PlaylistKindsSuite implements OverLambda {}

    @Nested
    class KodiCatchup extends KodiCatchupSuite implements OverLambda {}

    @Nested
    class Panel extends PanelSuite implements OverLambda {}
}
