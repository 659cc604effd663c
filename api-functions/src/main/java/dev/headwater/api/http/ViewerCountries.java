package dev.headwater.api.http;

import dev.headwater.core.net.Countries;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How it is found out where a viewer is.
 *
 * @param header of a trusted proxy that names its country, and that every trusted one sets or removes; null: there is none
 * @param byAddress asked where there is no such header, or it names none
 */
public record ViewerCountries(@Nullable String header, Countries byAddress) {
    /** What CloudFront calls it. */
    public static final String CLOUD_FRONT = "CloudFront-Viewer-Country";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");

    /** Nothing says it: a header that a proxy hands on as it came is the viewer's own word, so none is read unasked. */
    public static final ViewerCountries DEFAULT = new ViewerCountries(null, Countries.UNKNOWN);

    public ViewerCountries {
        if (header != null && !NAME.matcher(header).matches()) {
            throw new IllegalArgumentException("a header's name is 1 to 64 of A-Z a-z 0-9 -");
        }
    }
}
