package dev.headwater.api;

import org.junit.jupiter.api.Nested;

/** The admin API in a function. */
class AdminOverLambdaTest {
    @Nested
    class Lines extends AdminLinesSuite implements OverLambda {}

    @Nested
    class ComingIn extends AdminAuthSuite implements OverLambda {}

    @Nested
    class Catalogue extends AdminCatalogSuite implements OverLambda {}

    @Nested
    class Sessions extends AdminSessionsSuite implements OverLambda {}

    @Nested
    class Security extends AdminSecuritySuite implements OverLambda {}

    @Nested
    class Examples extends AdminExamplesSuite implements OverLambda {}

    @Nested
    class Fields extends AdminFieldsSuite implements OverLambda {}

    @Nested
    class Plane extends AdminPlaneSuite implements OverLambda {}

    @Nested
    class Jobs extends AdminJobsSuite implements OverLambda {}

    @Nested
    class Rest extends AdminRestSuite implements OverLambda {}

    @Nested
    class Uploads extends AdminUploadsSuite implements OverLambda {}

    @Nested
    class Bulk extends AdminBulkSuite implements OverLambda {}

    @Nested
    class Races extends AdminRacesSuite implements OverLambda {}
}
