package dev.headwater.api;

import org.junit.jupiter.api.Nested;

class FrontDoorOverNettyTest {
    @Nested
    class Welcome extends WelcomeSuite implements OverNetty {}

    @Nested
    class BehindAPublicUrl extends PublicUrlSuite implements OverNetty {}

    @Nested
    class BehindAProxy extends ProxySuite implements OverNetty {}
}
