package dev.headwater.api.admin.line;

import dev.headwater.api.admin.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What a subscriber types or pastes into an app.
 *
 * @param host the Xtream host, which is also the base of every URL
 * @param guide XMLTV
 */
public record LineLinks(
        String host, @Secret String m3u, @Secret String guide) {
    public static LineLinks of(String publicBase, String user, String password) {
        String query = "username=" + encode(user) + "&password=" + encode(password);
        return new LineLinks(
                publicBase,
                publicBase + "/get.php?" + query + "&type=m3u_plus&output=m3u8",
                publicBase + "/xmltv.php?" + query);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "LineLinks[" + host + "]";
    }
}
