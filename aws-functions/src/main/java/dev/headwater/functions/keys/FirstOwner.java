package dev.headwater.functions.keys;

import dev.headwater.core.admin.SetupTokens;
import java.util.Map;
import java.util.function.BiConsumer;

/** Puts the link by which the first owner is made where only the account's operators read it, while there is no owner. */
final class FirstOwner {
    private static final String PAGE = "/admin/setup#";

    private final SetupTokens tokens;
    private final BiConsumer<String, String> keep;

    /** @param keep writes a secret, by its name */
    FirstOwner(SetupTokens tokens, BiConsumer<String, String> keep) {
        this.tokens = tokens;
        this.keep = keep;
    }

    CustomResource.Made of(ResourceRequest request) {
        String secret = request.properties().path("Secret").asText();
        if (request.kind() != ResourceRequest.Kind.DELETE) {
            tokens.offer(token -> keep.accept(secret, PAGE + token));
        }
        return new CustomResource.Made("first-owner", Map.of());
    }
}
