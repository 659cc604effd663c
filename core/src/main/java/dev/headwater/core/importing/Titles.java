package dev.headwater.core.importing;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What names of files and entries say of films and episodes. */
public final class Titles {
    private static final Pattern EPISODE = Pattern.compile(
            "^(?<show>.*?)[\\s._\\-–|:\\[(]*(?:[Ss](?:eason)?[\\s._]?(?<season>\\d{1,4})[\\s._\\-]{0,3}[Ee](?:pisode|p)?[\\s._]?(?<number>\\d{1,4})|(?<![\\dA-Za-z])(?<season2>\\d{1,2})[xX](?<number2>\\d{1,4}))(?!\\d)[\\])]?(?<rest>.*)$");
    private static final Pattern YEAR = Pattern.compile("^(?<name>.+?)[\\s._]*[(\\[](?<year>(?:19|20)\\d{2})[)\\]]");
    private static final Pattern SEPARATORS = Pattern.compile("^[\\s._\\-–|:]+|[\\s._\\-–|:]+$");
    private static final int MAX = 200;

    private Titles() {}

    /**
     * An episode's name taken apart.
     *
     * @param show its series
     * @param year when the series began, as people write it behind the name; 0: not said
     * @param title what stands behind the numbers; empty: nothing
     */
    public record EpisodeName(String show, int year, int season, int number, String title) {}

    /**
     * A film's name taken apart.
     *
     * @param year 0: not said
     */
    public record FilmName(String name, int year) {}

    /** Empty: this is no episode's name, such as {@code Show (2020) S01E02 Title} or {@code Show 1x02}. */
    public static Optional<EpisodeName> episode(String name) {
        String text = name.length() > MAX ? name.substring(0, MAX) : name;
        Matcher m = EPISODE.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        FilmName show = film(plain(m.group("show")));
        String season = m.group("season") == null ? m.group("season2") : m.group("season");
        String number = m.group("number") == null ? m.group("number2") : m.group("number");
        return Optional.of(new EpisodeName(
                show.name(), show.year(), Integer.parseInt(season), Integer.parseInt(number), plain(m.group("rest"))));
    }

    /** The name before a year in brackets, and the year; without one all of it is the name. */
    public static FilmName film(String name) {
        Matcher m = YEAR.matcher(name);
        return m.find() ? new FilmName(m.group("name"), Integer.parseInt(m.group("year"))) : new FilmName(name, 0);
    }

    /** As people would write it: dots that stand for spaces are none. */
    public static String plain(String text) {
        String spaced = text.indexOf(' ') < 0 ? text.replace('.', ' ').replace('_', ' ') : text;
        return SEPARATORS.matcher(spaced).replaceAll("");
    }
}
