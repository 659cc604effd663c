package dev.headwater.api;

import org.junit.jupiter.api.Nested;

class XtreamOverLambdaTest {
    @Nested
    class Login extends LoginSuite implements OverLambda {}

    @Nested
    class LoginWays extends LoginWaysSuite implements OverLambda {}

    @Nested
    class Actions extends ActionsSuite implements OverLambda {}

    @Nested
    class TitleInfo extends InfoSuite implements OverLambda {}

    @Nested
    class Epg extends EpgSuite implements OverLambda {}

    @Nested
    class ByCountry extends CountrySuite implements OverLambda {}

    @Nested
    class Types extends CensusSuite implements OverLambda {}

    @Nested
    class AcrossOrigins extends CorsSuite implements OverLambda {}

    @Nested
    class LiveLists extends LiveListsSuite implements OverLambda {}

    @Nested
    class PreparedLists extends PreparedListsSuite implements OverLambda {}

    @Nested
    class RenderedOnce extends RenderedOnceSuite implements OverLambda {}

    @Nested
    class TitlesLists extends TitlesListsSuite implements OverLambda {}

    @Nested
    class RightsLists extends RightsListsSuite implements OverLambda {}

    @Nested
    class Takedowns extends TakedownSuite implements OverLambda {}

    @Nested
    class LastGoodLists extends LastGoodListsSuite implements OverLambda {}

    @Nested
    class TheGuide extends GuideSuite implements OverLambda {}
}
