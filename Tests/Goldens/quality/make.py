#!/usr/bin/env python3
"""Makes outcomes.csv and features.csv: answers of five made-up models to made-up questions, in order of subject.

Prints the yardsticks, summed here on their own: the mean model, the best one, the best for each subject, and the best for
each question.
"""

import pathlib
import random

HERE = pathlib.Path(__file__).resolve().parent
SUBJECTS = ["birds", "clouds", "locks", "looms"]
MODELS = ["ash", "beech", "cedar", "elm", "fir"]
draw = random.Random(51)

skill = {(s, m): 0.15 + 0.7 * draw.random() for s in SUBJECTS for m in MODELS}
answers, features = [], []
for number in range(240):
    subject = SUBJECTS[number * len(SUBJECTS) // 240]
    answers.append((number + 500, subject, [int(draw.random() < skill[subject, m]) for m in MODELS]))
    features.append((number + 500, [round(draw.gauss(0, 0.3) + (1 if i == SUBJECTS.index(subject) else 0), 4) for i in range(6)]))
features.append((999, [0.0] * 6))  # of a question that nobody was asked
draw.shuffle(features)

rows = ["question_id,category,chars," + ",".join(MODELS)]
rows += ["%d,%s,%d,%s" % (i, s, 40 + i % 90, ",".join(map(str, a))) for i, s, a in answers]
(HERE / "outcomes.csv").write_text("\n".join(rows) + "\n")
rows = ["question_id," + ",".join("f%d" % i for i in range(6))] + ["%d,%s" % (i, ",".join(map(str, f))) for i, f in features]
(HERE / "features.csv").write_text("\n".join(rows) + "\n")

count = len(answers)
of = {m: sum(a[i] for _, _, a in answers) / count for i, m in enumerate(MODELS)}
per_subject = sum(max(sum(a[i] for _, t, a in answers if t == s) for i in range(len(MODELS))) for s in SUBJECTS) / count
print("mean %.4f best %.4f (%s)" % (sum(of.values()) / len(of), max(of.values()), max(of, key=of.get)))
print("per subject %.4f per question %.4f" % (per_subject, sum(max(a) for _, _, a in answers) / count))
