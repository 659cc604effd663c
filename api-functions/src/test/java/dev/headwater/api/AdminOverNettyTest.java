package dev.headwater.api;

import org.junit.jupiter.api.Nested;

/** The admin API on Netty. */
class AdminOverNettyTest {
    @Nested
    class Lines extends AdminLinesSuite implements OverNetty {}

    @Nested
    class ComingIn extends AdminAuthSuite implements OverNetty {}

    @Nested
    class Catalogue extends AdminCatalogSuite implements OverNetty {}

    @Nested
    class Sessions extends AdminSessionsSuite implements OverNetty {}

    @Nested
    class Security extends AdminSecuritySuite implements OverNetty {}

    @Nested
    class Examples extends AdminExamplesSuite implements OverNetty {}

    @Nested
    class Fields extends AdminFieldsSuite implements OverNetty {}

    @Nested
    class Plane extends AdminPlaneSuite implements OverNetty {}

    @Nested
    class Jobs extends AdminJobsSuite implements OverNetty {}

    @Nested
    class Rest extends AdminRestSuite implements OverNetty {}

    @Nested
    class Uploads extends AdminUploadsSuite implements OverNetty {}

    @Nested
    class Bulk extends AdminBulkSuite implements OverNetty {}

    @Nested
    class Races extends AdminRacesSuite implements OverNetty {}

    @Nested
    class Refusals extends AdminRefusalsSuite implements OverNetty {}

    @Nested
    class BehindAPath extends AdminBehindAPathSuite implements OverNetty {}
}
