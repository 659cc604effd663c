package dev.headwater.api.http;

/**
 * What may stand before our paths in a request. A proxy may take it away or not; and people paste URLs with
 * {@code player_api.php}, or a slash too many, where an app asks for a host.
 *
 * @param path empty or {@code /…}
 */
public record BasePath(String path) {
    private static final String PASTED = "/player_api.php";

    /** The target of a request (path and query, still encoded) without it, for the router. */
    public String strip(String target) {
        String inner = single(target);
        if (!path.isEmpty() && inner.startsWith(path)) {
            String rest = inner.substring(path.length());
            if (rest.startsWith("/")) {
                inner = single(rest);
            } else if (rest.isEmpty() || rest.startsWith("?")) {
                inner = "/" + rest;
            }
        }
        return inner.startsWith(PASTED + "/") ? single(inner.substring(PASTED.length())) : inner;
    }

    /** Without the first slash, where there are two. */
    private static String single(String target) {
        boolean isDoubled =
                target.length() > 2 && target.startsWith("//") && target.charAt(2) != '/' && target.charAt(2) != '?';
        return isDoubled ? target.substring(1) : target;
    }
}
