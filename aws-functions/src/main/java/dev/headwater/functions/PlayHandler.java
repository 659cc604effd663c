package dev.headwater.functions;

import dev.headwater.aws.FunctionNeeds;
import dev.headwater.aws.stores.StoreLimits;
import java.util.List;
import java.util.Set;

/** What a player asks while it plays. Behind a function URL that the distribution alone may call. */
public final class PlayHandler extends HttpFunction {
    static final Set<String> CONTROLLERS =
            Set.of("dev.headwater.api.play.PlayController", "dev.headwater.api.http.HealthController");

    public PlayHandler() {
        super(
                () -> HttpStage.open(
                        Account.open(System.getenv(), FunctionNeeds.PLAY, StoreLimits.HURRIED),
                        CONTROLLERS,
                        false,
                        System.out::println),
                List.of("/health", "/play/-/-/index.m3u8", "/play/-/-/-.ts"));
    }
}
