package dev.headwater.infra.api;

import java.util.List;

/** The paths of the HTTP API, as API Gateway spells them; by any method, since the functions answer the wrong ones. */
final class Routes {
    static final List<String> XTREAM = List.of(
            "/",
            "/health",
            "/player_api.php",
            "/panel_api.php",
            "/enigma2.php",
            "/get.php",
            "/xmltv.php",
            "/epg/{proxy+}",
            "/playlist/{proxy+}",
            "/live/{proxy+}",
            "/movie/{proxy+}",
            "/series/{proxy+}",
            "/timeshift/{proxy+}",
            "/streaming/{proxy+}",
            "/{user}/{password}/{stream}");

    static final List<String> ADMIN = List.of("/admin", "/admin/{proxy+}");

    private Routes() {}
}
