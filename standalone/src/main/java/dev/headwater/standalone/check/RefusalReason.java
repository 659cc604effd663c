package dev.headwater.standalone.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.api.admin.Operations;
import dev.headwater.api.admin.http.Problem;
import dev.headwater.core.fetch.RefusalWords;
import dev.headwater.core.media.Redaction;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why a headend does not give what it was asked for, as it says itself: in plain text, or in a problem document. Pages of other
 * servers are no reasons.
 */
final class RefusalReason implements RefusalWords {
    private static final int MOST = 300;
    private static final int LONG = 6;
    private static final String HIDDEN = "…";
    private static final Pattern PARTS = Pattern.compile("[/?&=:@#]+");
    private static final Pattern QUERY_NAMES = Pattern.compile("([?&])[^?&=#]*=(?=[^&=#])");
    /** Ends of lines, and whatever else a terminal would take for an order. */
    private static final Pattern UNSEEN = Pattern.compile("[\\s\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    private final List<Pattern> secrets;

    /** @param asked for; what of it is hidden wherever it is shown is hidden in answers too */
    RefusalReason(URI asked) {
        Set<String> shown = PARTS.splitAsStream(Redaction.of(asked.toString())).collect(Collectors.toSet());
        this.secrets = PARTS.splitAsStream(QUERY_NAMES.matcher(asked.toString()).replaceAll("$1"))
                .filter(part -> !shown.contains(part))
                .flatMap(part -> Stream.of(part, decoded(part)))
                .filter(part -> !part.isBlank())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(RefusalReason::hidden)
                .toList();
    }

    /** What is short is in words that have nothing to do with it. */
    private static Pattern hidden(String part) {
        String quoted = Pattern.quote(part);
        return Pattern.compile(part.length() < LONG ? "(?<!\\w)" + quoted + "(?!\\w)" : quoted);
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return part;
        }
    }

    @Override
    public String of(String type, String body) {
        String said = switch (type) {
            case "text/plain" -> body;
            case Problem.TYPE -> detail(body);
            default -> "";
        };
        String line = Redaction.of(UNSEEN.matcher(said).replaceAll(" ").strip());
        for (Pattern secret : secrets) {
            line = secret.matcher(line).replaceAll(HIDDEN);
        }
        return line.length() <= MOST ? line : line.substring(0, MOST) + HIDDEN;
    }

    private static String detail(String body) {
        try {
            JsonNode problem = Operations.JSON.readTree(body);
            return problem.path("detail").asText(problem.path("title").asText());
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
