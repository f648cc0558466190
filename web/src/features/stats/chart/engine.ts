import { ArcElement, BarController, BarElement, CategoryScale, Chart, DoughnutController, LinearScale } from 'chart.js'

// what these charts need and nothing else: the rest of the library stays out of the build
Chart.register(ArcElement, BarController, BarElement, CategoryScale, DoughnutController, LinearScale)

export { Chart }
