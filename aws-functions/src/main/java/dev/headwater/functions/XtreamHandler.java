package dev.headwater.functions;

import dev.headwater.aws.FunctionNeeds;
import dev.headwater.aws.stores.StoreLimits;
import java.util.List;
import java.util.Set;

/** What apps ask before they play: logins, lists, playlists, the guide, and where a stream begins. */
public final class XtreamHandler extends HttpFunction {
    static final Set<String> CONTROLLERS = Set.of(
            "dev.headwater.api.xtream",
            "dev.headwater.api.guide",
            "dev.headwater.api.play.EntryController",
            "dev.headwater.api.http",
            "dev.headwater.api.health");
    private static final String NOBODY = "username=-&password=-";

    public XtreamHandler() {
        super(
                () -> HttpStage.open(
                        Account.open(System.getenv(), FunctionNeeds.XTREAM, StoreLimits.HURRIED),
                        CONTROLLERS,
                        true,
                        System.out::println),
                List.of(
                        "/health",
                        "/",
                        "/player_api.php?" + NOBODY,
                        "/player_api.php?action=get_live_streams&" + NOBODY,
                        "/get.php?type=m3u_plus&" + NOBODY,
                        "/xmltv.php?" + NOBODY,
                        "/live/-/-/1.m3u8"));
    }
}
