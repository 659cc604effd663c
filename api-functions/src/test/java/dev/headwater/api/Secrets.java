package dev.headwater.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.Credentials;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Credentials in the spellings in which they could slip out. */
final class Secrets {
    private Secrets() {}

    /** An entry's path. */
    static String path(Credentials who, int channel) {
        return "/live/" + percent(who.user()) + "/" + percent(who.password()) + "/" + channel + ".m3u8";
    }

    static void standNowhereIn(String text, Credentials who) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String secret : List.of(who.user(), who.password())) {
            byte[] bytes = secret.getBytes(UTF_8);
            for (String spelling : List.of(
                    secret,
                    percent(secret),
                    URLEncoder.encode(secret, UTF_8),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                    Base64.getEncoder().withoutPadding().encodeToString(bytes),
                    HexFormat.of().formatHex(bytes))) {
                assertThat(lower).doesNotContain(spelling.toLowerCase(Locale.ROOT));
            }
        }
    }

    private static String percent(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
