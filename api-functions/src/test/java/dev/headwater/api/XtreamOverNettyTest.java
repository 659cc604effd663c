package dev.headwater.api;

import org.junit.jupiter.api.Nested;

class XtreamOverNettyTest {
    @Nested
    class Login extends LoginSuite implements OverNetty {}

    @Nested
    class LoginWays extends LoginWaysSuite implements OverNetty {}

    @Nested
    class Actions extends ActionsSuite implements OverNetty {}

    @Nested
    class TitleInfo extends InfoSuite implements OverNetty {}

    @Nested
    class Epg extends EpgSuite implements OverNetty {}

    @Nested
    class ByCountry extends CountrySuite implements OverNetty {}

    @Nested
    class Types extends CensusSuite implements OverNetty {}

    @Nested
    class AcrossOrigins extends CorsSuite implements OverNetty {}

    @Nested
    class LiveLists extends LiveListsSuite implements OverNetty {}

    @Nested
    class PreparedLists extends PreparedListsSuite implements OverNetty {}

    @Nested
    class RenderedOnce extends RenderedOnceSuite implements OverNetty {}

    @Nested
    class TitlesLists extends TitlesListsSuite implements OverNetty {}

    @Nested
    class RightsLists extends RightsListsSuite implements OverNetty {}

    @Nested
    class Takedowns extends TakedownSuite implements OverNetty {}

    @Nested
    class LastGoodLists extends LastGoodListsSuite implements OverNetty {}

    @Nested
    class TheGuide extends GuideSuite implements OverNetty {}
}
