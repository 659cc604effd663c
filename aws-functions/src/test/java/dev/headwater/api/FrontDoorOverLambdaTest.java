package dev.headwater.api;

import org.junit.jupiter.api.Nested;

class FrontDoorOverLambdaTest {
    @Nested
    class Welcome extends WelcomeSuite implements OverLambda {}

    @Nested
    class BehindAPublicUrl extends PublicUrlSuite implements OverLambda {}

    @Nested
    class BehindAProxy extends ProxySuite implements OverLambda {}
}
