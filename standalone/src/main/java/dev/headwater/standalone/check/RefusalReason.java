package dev.headwater.standalone.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.api.admin.Operations;
import dev.headwater.api.admin.http.Problem;
import dev.headwater.core.fetch.RefusalWords;
import dev.headwater.core.media.Redaction;
import java.net.URI;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Why a headend does not give what it was asked for, as it says itself: in plain text, or in a problem document. Pages of other
 * servers are no reasons.
 */
final class RefusalReason implements RefusalWords {
    private static final int MOST = 300;
    private static final String HIDDEN = "…";

    private final List<String> secrets;

    /** @param asked for; what of it is hidden wherever it is shown is hidden in answers too */
    RefusalReason(URI asked) {
        String shown = Redaction.of(asked.toString());
        this.secrets = Arrays.stream(asked.toString().split("[/?&=:@#]+", -1))
                .filter(part -> !part.isEmpty() && !shown.contains(part))
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    @Override
    public String of(String type, String body) {
        String said = switch (type) {
            case "text/plain" -> body;
            case Problem.TYPE -> detail(body);
            default -> "";
        };
        String line = Redaction.of(said.replaceAll("[\\s\\p{Cntrl}]+", " ").strip());
        for (String secret : secrets) {
            line = line.replace(secret, HIDDEN);
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
