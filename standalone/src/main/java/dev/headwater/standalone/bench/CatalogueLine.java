package dev.headwater.standalone.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** A line of a benchmark. */
record CatalogueLine(String name, String password) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** As parameters of a call. */
    String credentials() {
        return "username=" + name + "&password=" + password;
    }

    String call(String action) {
        return "/player_api.php?" + credentials() + "&action=" + action;
    }

    /** @param categories as the API lists them */
    static String firstCategory(byte[] categories) throws IOException {
        return JSON.readTree(categories).path(0).path("category_id").asText();
    }

    @Override
    public String toString() {
        return name;
    }
}
