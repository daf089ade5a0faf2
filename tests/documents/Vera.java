// Judges PDF files with veraPDF: java -cp … Vera.java FLAVOURS FILE…
// One line a file and flavour: flavour, tab, "pass" or the broken clauses, tab, file.
import java.io.FileInputStream;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

public class Vera {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (int i = 1; i < arguments.length; i++)
            for (String name : arguments[0].split(",")) judge(arguments[i], name);
    }

    static void judge(String file, String name) throws Exception {
        var flavour = PDFAFlavour.fromString(name);
        try (var input = new FileInputStream(file);
             var parser = Foundries.defaultInstance().createParser(input, flavour);
             var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            var result = validator.validate(parser);
            var broken = new TreeSet<String>();
            for (var assertion : result.getTestAssertions())
                if (assertion.getStatus() == TestAssertion.Status.FAILED)
                    broken.add(assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber());
            System.out.println(name + "\t" + (result.isCompliant() ? "pass" : String.join(" ", broken)) + "\t" + file);
        }
    }
}
