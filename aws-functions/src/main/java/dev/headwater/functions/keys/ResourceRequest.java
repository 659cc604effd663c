package dev.headwater.functions.keys;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;

/**
 * What CloudFormation asks of a resource that it can not make itself (its user guide, "Custom resource reference").
 *
 * @param answer where the answer goes: a signed URL, which is a secret for as long as it is good
 * @param id of the resource, as whoever made it called it; empty: it is to be made
 * @param old the properties before a change
 */
record ResourceRequest(
        Kind kind, URI answer, JsonNode json, String type, Optional<String> id, JsonNode properties, JsonNode old) {
    enum Kind {
        CREATE,
        UPDATE,
        DELETE
    }

    static ResourceRequest of(JsonNode json) {
        return new ResourceRequest(
                switch (json.path("RequestType").asText()) {
                    case "Create" -> Kind.CREATE;
                    case "Update" -> Kind.UPDATE;
                    case "Delete" -> Kind.DELETE;
                    default -> throw new IllegalArgumentException("no request of CloudFormation");
                },
                URI.create(json.path("ResponseURL").asText()),
                json,
                json.path("ResourceType").asText(),
                Optional.ofNullable(json.path("PhysicalResourceId").asText(null)),
                json.path("ResourceProperties"),
                json.path("OldResourceProperties"));
    }

    /** Of what has to be repeated in the answer. */
    String echoed(String name) {
        return json.path(name).asText();
    }

    /** Without the address of the answer. */
    @Override
    public String toString() {
        return "ResourceRequest[" + kind + " " + type + "]";
    }
}
