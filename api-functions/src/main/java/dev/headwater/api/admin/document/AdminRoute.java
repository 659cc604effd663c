package dev.headwater.api.admin.document;

import java.util.Set;

/**
 * Where an operation is asked for over HTTP.
 *
 * @param operation the operation's name
 * @param method GET, POST, …
 * @param path with its variables in braces: {@code /admin/api/v1/lines/{name}}
 * @param variables of the path, named as the argument's fields
 * @param query what else is sent in the query; of GET all is
 * @param hasBody whether the rest of the argument is sent as JSON
 */
public record AdminRoute(
        String operation, String method, String path, Set<String> variables, Set<String> query, boolean hasBody) {
    public AdminRoute {
        variables = Set.copyOf(variables);
        query = Set.copyOf(query);
    }
}
