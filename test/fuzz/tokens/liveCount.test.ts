/** A live count equals a full count after every edit, and a range equals its text taken alone. */
import { equal } from "node:assert/strict";
import { LiveCount } from "../../../server/src/tokens";
import { Random, SEED } from "../../support/random";
import { EditedText } from "../../unit/tokens/editedText";
import { nastyText } from "../../unit/tokens/nastyText";
import { counterOf, ENCODINGS } from "../../unit/tokens/support";

const EDITS = 8_000;
const EDITS_PER_DOCUMENT = 40;

for (const encoding of ENCODINGS) {
	describe(`live count, ${encoding} (SEED=${SEED})`, () => {
		const counter = counterOf(encoding);

		it(`${EDITS} random edits`, function () {
			this.timeout(60_000);
			const random = new Random(SEED + 2);
			for (let done = 0; done < EDITS; done += EDITS_PER_DOCUMENT) {
				const document = new EditedText(nastyText(random, 120));
				const live = new LiveCount(counter, document);
				// Some documents are edited while their first count is under way.
				if (random.below(2) === 0) live.step();
				for (let edit = 0; edit < EDITS_PER_DOCUMENT; edit++) {
					// Now and then several edits at once, as of many cursors.
					for (let cursors = random.below(5) === 0 ? 3 : 1; cursors > 0; cursors--) {
						const change = document.editAtRandom(random, nastyText(random, random.below(4) === 0 ? 12 : 2));
						live.replaced(change.first, change.removed, change.inserted);
					}
					const where = `SEED=${SEED}, document ${done / EDITS_PER_DOCUMENT}, edit ${edit}`;
					live.step(random.below(3) === 0 ? undefined : 0);
					if (live.done) equal(live.total, counter.count(document.text), where);
					const [start, end] = document.selectionAtRandom(random);
					const [from, to] = [document.positionAt(start), document.positionAt(end)];
					equal(
						live.range(from.line, from.character, to.line, to.character),
						counter.count(document.text.slice(start, end)),
						`${where}, range ${start} to ${end}`,
					);
				}
				live.step();
				equal(live.total, counter.count(document.text), `SEED=${SEED}`);
			}
		});

		it("edits while the first count is under way", function () {
			this.timeout(60_000);
			const random = new Random(SEED + 3);
			for (let documents = 0; documents < 40; documents++) {
				const document = new EditedText(Array.from({ length: 300 }, () => nastyText(random, 8)).join("\n"));
				const live = new LiveCount(counter, document);
				for (let edit = 0; edit < 8; edit++) {
					if (random.below(2) === 0) live.step(0);
					const change = document.editAtRandom(random, nastyText(random, 6));
					live.replaced(change.first, change.removed, change.inserted);
				}
				live.step();
				equal(live.total, counter.count(document.text), `SEED=${SEED}, document ${documents}`);
			}
		});
	});
}
