package dev.headwater.api.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** What an answer leaves in the audit log: all of it but what lets somebody in. */
final class Redacted {
    private static final Set<String> SECRET =
            Set.of("password", "links", "token", "key", "secret", "command", "uri", "accessToken", "refreshToken");
    private static final String HIDDEN = "(hidden)";

    private Redacted() {}

    static String json(Object answer) {
        JsonNode tree = Operations.JSON.valueToTree(answer);
        hide(tree);
        return tree.toString();
    }

    private static void hide(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (String field : SECRET) {
                if (object.has(field)) {
                    object.put(field, HIDDEN);
                }
            }
        }
        node.forEach(Redacted::hide);
    }
}
