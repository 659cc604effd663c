package dev.headwater.api;

import org.junit.jupiter.api.Nested;

class PlayOverNettyTest {
    @Nested
    class Play extends PlaySuite implements OverNetty {}
}
