package dev.headwater.api;

import org.junit.jupiter.api.Nested;

class PlayOverNettyTest {
    @Nested
    class Play extends PlaySuite implements OverNetty {}

    @Nested
    class Keys extends KeySuite implements OverNetty {}

    @Nested
    class Languages extends LanguagesSuite implements OverNetty {}

    @Nested
    class Films extends FilmSuite implements OverNetty {}

    @Nested
    class Refusals extends PlayRefusalsSuite implements OverNetty {}

    @Nested
    class Hostile extends HostileSuite implements OverNetty {}

    @Nested
    class HostileUrls extends HostileUrlsSuite implements OverNetty {}

    @Nested
    class Connections extends ConnectionsSuite implements OverNetty {}

    @Nested
    class Slates extends SlatesSuite implements OverNetty {}

    @Nested
    class Stream extends StreamSuite implements OverNetty {}

    @Nested
    class Past extends PastSuite implements OverNetty {}
}
