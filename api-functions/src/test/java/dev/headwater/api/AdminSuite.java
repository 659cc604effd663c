package dev.headwater.api;

import dev.headwater.core.admin.Role;

/** A suite over the admin API. */
abstract class AdminSuite extends HttpSuite {
    static final String API = "/admin/api/v1";
    static final String OWNER = AdminKeys.of(Role.OWNER);

    @Override
    void fill() {}

    final Reply get(String key, String path) {
        return send(as(key, Ask.get(API + path)));
    }

    final Reply post(String key, String path, String json) {
        return send(json("POST", key, path, json));
    }

    final Reply patch(String key, String path, String json) {
        return send(json("PATCH", key, path, json));
    }

    final Reply delete(String key, String path) {
        return send(as(key, Ask.of("DELETE", API + path)));
    }

    final Ask json(String method, String key, String path, String json) {
        return as(key, Ask.of(method, API + path))
                .with("Content-Type", "application/json")
                .withBody(json);
    }

    private static Ask as(String key, Ask ask) {
        return ask.with("Authorization", "Bearer " + key);
    }
}
