package dev.headwater.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** What every suite of {@code player_api.php} starts from: one line, and how it asks. */
abstract class XtreamSuite extends HttpSuite {
    static final String USER = "ada";
    static final String PASSWORD = "s3cret-word";
    final Fill fill = new Fill(headend);

    @Override
    void fill() {
        fill.line(USER, PASSWORD, line -> line);
    }

    static String login(String user, String password) {
        return "/player_api.php?username=" + encode(user) + "&password=" + encode(password);
    }

    static String login() {
        return login(USER, PASSWORD);
    }

    static String action(String action) {
        return login() + "&action=" + action;
    }

    static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
