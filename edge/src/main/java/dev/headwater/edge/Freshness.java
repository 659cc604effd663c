package dev.headwater.edge;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long an edge keeps an object, told from its Cache-Control (RFC 9111, as a shared cache). */
final class Freshness {
    /** CloudFront's default TTL, for objects that say nothing. */
    static final Duration UNSAID = Duration.ofDays(1);
    /** CloudFront's maximum TTL. */
    static final Duration MAX = Duration.ofDays(365);

    private static final Pattern REFUSES = Pattern.compile("(^|[,\\s])(no-store|no-cache|private)($|[,\\s=])");
    private static final Pattern SHARED_AGE = Pattern.compile("(?:^|[,\\s])s-maxage=\"?(\\d{1,12})");
    private static final Pattern AGE = Pattern.compile("(?:^|[,\\s])max-age=\"?(\\d{1,12})");

    private Freshness() {}

    static Duration of(@Nullable String cacheControl) {
        if (cacheControl == null) {
            return UNSAID;
        }
        String directives = cacheControl.toLowerCase(Locale.ROOT);
        if (REFUSES.matcher(directives).find()) {
            return Duration.ZERO;
        }
        for (Pattern pattern : new Pattern[] {SHARED_AGE, AGE}) {
            Matcher age = pattern.matcher(directives);
            if (age.find()) {
                Duration stated = Duration.ofSeconds(Long.parseLong(age.group(1)));
                return stated.compareTo(MAX) < 0 ? stated : MAX;
            }
        }
        return UNSAID;
    }
}
