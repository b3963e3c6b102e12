import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import software.amazon.event.ruler.Ruler;

/** Reads an event and a pattern, each on one line, and says whether they match; again until there are no more. */
public class Matches {
  public static void main(String[] args) throws Exception {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (var event = in.readLine(); event != null; event = in.readLine()) {
      System.out.println(Ruler.matchesRule(event, in.readLine()));
    }
  }
}
